Imports System.IO
Imports Microsoft.ML
Imports MsMclr.MLNet

Namespace Samples
    ''' <summary>Training without labels, and a head on the embedding, from Visual Basic.</summary>
    Public Module FromVisualBasic
        Public Sub Run(output As TextWriter)
            Dim ml As New MLContext(seed:=1)
            Dim clips = ml.Data.LoadSyntheticSkeletons(New SyntheticSkeletons.Options With {.Subjects = 2, .Repetitions = 1, .Cameras = 1})

            ' Visual Basic sees the extension methods, but not the extension properties of C# 14: methods stand beside those.
            Dim skeleton = SkeletonTransformsExtensions.Skeleton(ml.Transforms)
            Dim prepare = skeleton.Prepare(New SkeletonPreparationEstimator.Options With {.Frames = 16})
            Dim prepared = prepare.Fit(clips).Transform(clips)

            Dim trainers = SelfSupervisedTrainersExtensions.Trainers(SelfSupervisedExtensions.SelfSupervised(ml))
            Dim recipe As New MsMclrRecipe With {.HiddenChannels = 4, .FeatureSize = 16, .ProjectionSize = 8}
            Using encoder = trainers.MsMclr(New MsMclrTrainer.Options With {.Epochs = 1, .Recipe = recipe}).Fit(prepared)
                Dim embedded = ml.Data.Cache(encoder.Transform(prepared), "Features", "Label")
                output.WriteLine($"embedding: {embedded.Schema("Features").Type}")

                Dim head = ml.MulticlassClassification.Trainers.Ridge()
                Dim metrics = ml.MulticlassClassification.Evaluate(head.Fit(embedded).Transform(embedded))
                output.WriteLine($"a ridge head on {metrics.ConfusionMatrix.NumberOfClasses} actions")
            End Using
        End Sub
    End Module
End Namespace

' Output:
' embedding: Vector<Single, 640>
' a ridge head on 20 actions
